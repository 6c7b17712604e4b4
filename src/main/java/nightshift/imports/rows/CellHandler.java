package nightshift.imports.rows;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the cells of a record. A record can have any number of cells; those beyond the most columns of a header are
 * dropped.
 */
public final class CellHandler extends AbstractBaseCsvCallbackHandler<List<String>> {

    private List<String> cells = List.of();

    @Override
    protected void handleBegin(long startingLineNumber) {
        cells = new ArrayList<>(cells.size());
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index <= Columns.MOST) {
            cells.add(new String(buffer, offset, length));
        }
    }

    @Override
    protected List<String> buildRecord() {
        return cells;
    }
}
