package nightshift.api.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import nightshift.access.Permission;
import nightshift.access.Role;
import nightshift.web.callers.Needs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportsRolesTest {

    @ParameterizedTest
    @CsvSource({
        "page, true, true, true, true",
        "export, true, true, true, true",
        "file, true, true, true, true",
        "begin, false, false, true, true",
        "stop, false, false, true, true",
        "restart, false, false, true, true"
    })
    void whoMayLookAtJobsMayFetchAnExportButOnlyOperatorsBeginOne(
            String call, boolean viewer, boolean submitter, boolean operator, boolean admin) {
        Method method = Arrays.stream(ExportsResource.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(call) && each.isAnnotationPresent(Needs.class))
                .findFirst()
                .orElseThrow();
        Permission needed = method.getAnnotation(Needs.class).value();

        assertThat(Role.VIEWER.may(needed)).isEqualTo(viewer);
        assertThat(Role.SUBMITTER.may(needed)).isEqualTo(submitter);
        assertThat(Role.OPERATOR.may(needed)).isEqualTo(operator);
        assertThat(Role.ADMIN.may(needed)).isEqualTo(admin);
    }
}
