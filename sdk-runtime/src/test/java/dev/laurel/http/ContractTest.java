package dev.laurel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What the document of the API may not leave out. */
class ContractTest {
    private static Buffer document(JsonObject operation) {
        return new JsonObject()
                .put("paths", new JsonObject().put("/v1/change", new JsonObject().put("post", operation)))
                .toBuffer();
    }

    private static JsonObject operation() {
        return new JsonObject()
                .put("operationId", "change")
                .put("x-laurel-access", "operator")
                .put("requestBody", new JsonObject());
    }

    @Test
    void givenAChangeWithoutABody_whenTheDocumentIsRead_thenItIsRefused() {
        assertThat(Contract.read(document(operation())).operations()).containsKey("change");
        JsonObject bare = operation();
        bare.remove("requestBody");
        assertThatThrownBy(() -> Contract.read(document(bare)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("post /v1/change")
                .hasMessageContaining("add a requestBody");
    }

    @Test
    void givenAnOperationThatDoesNotSayWhoMay_whenTheDocumentIsRead_thenItIsRefused() {
        JsonObject silent = operation();
        silent.remove("x-laurel-access");
        assertThatThrownBy(() -> Contract.read(document(silent))).hasMessageContaining("add x-laurel-access");
    }
}
