/**
 * What the API answers, as records. They are the source of the response schemas in {@code META-INF/openapi.yaml}, and so of
 * the console's types. A record {@code FooAnswer} is the schema {@code Foo}.
 */
package nightshift.api.answer;
