package nightshift.redis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import nightshift.store.StoreState;
import nightshift.store.StoreUnavailable;
import nightshift.store.StoreUnavailable.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class ErrorReplyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OOM command not allowed when used memory > 'maxmemory'. | OOM | FULL | REFUSES_WRITES",
                "OOM command not allowed when used memory > 'maxmemory'. script: 1f, on @user_script:1. | OOM | FULL | REFUSES_WRITES",
                "READONLY You can't write against a read only replica. | READONLY | NOT_READY | REFUSES_WRITES",
                "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. | MISCONF | NOT_READY | REFUSES_WRITES",
                "MISCONF Errors writing to the AOF file: No space left on device | MISCONF | NOT_READY | REFUSES_WRITES",
                "NOREPLICAS Not enough good replicas to write. | NOREPLICAS | NOT_READY | REFUSES_WRITES",
                "NOPERM User app has no permissions to run the 'eval' command | NOPERM | NOT_READY | REFUSES_WRITES",
                "NOSCRIPT No matching script. Please use EVAL. | NOSCRIPT | NOT_READY | REFUSES_WRITES",
                "EXECABORT Transaction discarded because of previous errors. | EXECABORT | NOT_READY | REFUSES_WRITES",
                "EXECABORT Transaction discarded because of: OOM command not allowed when used memory > 'maxmemory'. | OOM | FULL | REFUSES_WRITES",
                "EXECABORT Transaction discarded because of: READONLY You can't write against a read only replica. | READONLY | NOT_READY | REFUSES_WRITES",
                "EXECABORT Transaction discarded because of: something new | EXECABORT | NOT_READY | REFUSES_WRITES",
                "LOADING Redis is loading the dataset in memory | LOADING | NOT_READY | LOADING",
                "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE. | BUSY | NOT_READY | HUNG",
                "UNKILLABLE Sorry the script already executed write commands against the dataset. | UNKILLABLE | NOT_READY | HUNG",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'. | MASTERDOWN | NOT_READY | AWAY",
                "CLUSTERDOWN Hash slot not served | CLUSTERDOWN | NOT_READY | AWAY",
                "MOVED 3999 127.0.0.1:6381 | MOVED | NOT_READY | AWAY",
                "ASK 3999 127.0.0.1:6381 | ASK | NOT_READY | AWAY",
                "TRYAGAIN Multiple keys request during rehashing of slot | TRYAGAIN | NOT_READY | AWAY",
                "REDIRECT 127.0.0.1:6381 | REDIRECT | NOT_READY | AWAY",
                "INPROG Failover already in progress | INPROG | NOT_READY | AWAY",
                "UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?) | UNBLOCKED | NOT_READY | AWAY",
                "NOGOODSLAVE No suitable replica to promote | NOGOODSLAVE | NOT_READY | AWAY",
                "NOQUORUM 1 usable Sentinels. Not enough available Sentinels | NOQUORUM | NOT_READY | AWAY",
                "NOAUTH Authentication required. | NOAUTH | NOT_READY | AWAY",
                "NOAUTH HELLO must be called with the client already authenticated | NOAUTH | NOT_READY | AWAY",
                "WRONGPASS invalid username-password pair or user is disabled. | WRONGPASS | NOT_READY | AWAY",
                "DENIED Redis is running in protected mode because protected mode is enabled | DENIED | NOT_READY | AWAY",
                "NOPROTO unsupported protocol version | NOPROTO | NOT_READY | AWAY",
                "ERR max number of clients reached | TOO_MANY_CLIENTS | NOT_READY | AWAY",
                "ERR max number of clients + cluster connections reached | TOO_MANY_CLIENTS | NOT_READY | AWAY",
                "ERR AUTH <password> called without any password configured for the default user. | NO_PASSWORD_SET | NOT_READY | AWAY",
                "ERR Client sent AUTH, but no password is set | NO_PASSWORD_SET | NOT_READY | AWAY",
                "ERR DB index is out of range | NO_DATABASE | NOT_READY | AWAY",
                "ERR The user executing the script can't run this command or subcommand script: 1f | SCRIPT_LACKS_RIGHTS | NOT_READY | REFUSES_WRITES",
                "ERR ACL failure in script: User app has no permissions to run the 'set' command | SCRIPT_LACKS_RIGHTS | NOT_READY | REFUSES_WRITES",
                "ERR unknown command 'EVALSHA', with args beginning with: '1f' | UNKNOWN_COMMAND | NOT_READY | REFUSES_WRITES",
                "ERR Unknown Redis command called from script script: 1f | UNKNOWN_COMMAND | NOT_READY | REFUSES_WRITES"
            })
    void everyReplyThatCanBeCuredHasARow(String reply, ErrorReply row, Reason reason, StoreState state) {
        assertThat(ErrorReply.of(reply)).contains(row);
        assertThat(row.state()).isEqualTo(state);
        RuntimeException failure =
                Connection.translated("SUBMIT", new JedisException("pool", new JedisDataException(reply)));
        assertThat(failure).isInstanceOfSatisfying(StoreUnavailable.class, unavailable -> {
            assertThat(unavailable.reason()).isEqualTo(reason);
            assertThat(unavailable.detail()).isEqualTo(row.text()).doesNotContain("127.0.0.1");
            assertThat(unavailable.retryAfter()).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "ERR syntax error",
                "CROSSSLOT Keys in request don't hash to the same slot",
                "ERR value is not an integer or out of range",
                "",
                "OOMPH",
                "ERR a key named max number of things"
            })
    void ourOwnMistakesStayWhatTheyAre(String reply) {
        JedisDataException mistake = new JedisDataException(reply);

        assertThat(ErrorReply.of(mistake)).isEmpty();
        assertThat(Connection.translated("SUBMIT", mistake)).isSameAs(mistake);
    }

    @Test
    void silenceAndAbsenceAreDistinguished() {
        JedisException silent = new JedisConnectionException(new SocketTimeoutException("Read timed out"));
        JedisException absent =
                new JedisConnectionException("Failed to connect", new SocketTimeoutException("Connect timed out"));

        assertThat(Connection.isTimeout(silent)).isTrue();
        assertThat(Connection.isTimeout(absent)).isFalse();
        assertThat(((StoreUnavailable) Connection.translated("x", silent)).detail())
                .isEqualTo("Redis does not answer.");
        assertThat(((StoreUnavailable) Connection.translated("x", absent)).detail())
                .isEqualTo("Redis cannot be reached.");
    }
}
