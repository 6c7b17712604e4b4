package nightshift.redis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;

class ShortIdTest {

    @Test
    void shortIdsSortAsIdsDoAndReadBack() {
        SplittableRandom random = new SplittableRandom(7);
        List<JobId> ids = new ArrayList<>(List.of(
                new JobId(new UUID(0, 0)),
                new JobId(new UUID(-1, -1)),
                new JobId(new UUID(Long.MIN_VALUE, 1)),
                new JobId(new UUID(Long.MAX_VALUE, -1))));
        for (int i = 0; i < 10_000; i++) {
            // half of them share their first half, so that the second decides
            ids.add(new JobId(new UUID(i % 2 == 0 ? 42 : random.nextLong(), random.nextLong())));
        }

        assertThat(ids)
                .allSatisfy(id -> assertThat(ShortId.read(ShortId.of(id), 0)).isEqualTo(id));
        assertThat(ids.stream().sorted(Comparator.comparing(ShortId::text)).toList())
                .isEqualTo(ids.stream().sorted().toList());
    }

    @Test
    void whatIsNoShortIdIsRefused() {
        assertThatThrownBy(() -> ShortId.read("0000000000 00000000000".getBytes(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ShortId.read("é000000000000000000000000".getBytes(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
