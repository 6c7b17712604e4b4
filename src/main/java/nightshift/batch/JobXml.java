package nightshift.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What another attempt must know of a job XML to continue its steps.
 *
 * @param name        its file's name without {@code .xml}
 * @param always      the steps that run in each attempt, finished before or not
 * @param partitioned the steps that run in partitions
 */
record JobXml(String name, Set<String> always, Set<String> partitioned) {

    /** @throws IllegalArgumentException if it is not the XML of a job */
    static JobXml read(String name, ClassLoader loader) throws IOException {
        try (InputStream xml = loader.getResourceAsStream(JobXmlNames.FOLDER + name + ".xml")) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // the usual one prints
            Document document = builder.parse(xml);
            if (!"job".equals(document.getDocumentElement().getLocalName())) {
                throw new IllegalArgumentException(name + ".xml: the root element of a job XML is <job>");
            }
            return new JobXml(
                    name,
                    steps(document, step -> Boolean.parseBoolean(step.getAttribute("allow-start-if-complete"))),
                    steps(
                            document,
                            step -> step.getElementsByTagNameNS("*", "partition")
                                            .getLength()
                                    > 0));
        } catch (SAXException e) {
            throw new IllegalArgumentException(name + ".xml: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> steps(Document document, Predicate<Element> those) {
        NodeList all = document.getElementsByTagNameNS("*", "step");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(those)
                .map(step -> step.getAttribute("id"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
