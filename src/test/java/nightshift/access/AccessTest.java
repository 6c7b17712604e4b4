package nightshift.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.store.StoreUnavailable;
import nightshift.support.SettableClock;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final Principal ADMIN = new Principal("admin", Role.ADMIN);
    private static final String GIVEN_KEY = "a-key-of-twenty-characters";

    private final InMemoryAccess store = new InMemoryAccess();
    private final SettableClock clock = new SettableClock();
    private final List<AuthFailure> failures = new ArrayList<>();
    private final Access access = new Access(store, clock, failures::add);

    @Test
    void generatedCredentialsAreShownOnceAndNotStored() {
        Access.Generated first = access.bootstrap(Optional.empty(), Optional.empty());
        Access.Generated second = access.bootstrap(Optional.empty(), Optional.empty());

        String key = first.key().orElseThrow();
        assertThat(key).matches("nsk_[A-Za-z0-9_-]{49}");
        assertThat(second).isEqualTo(new Access.Generated(Optional.empty(), Optional.empty()));
        assertThat(access.authenticate(key)).contains(ADMIN);
        assertThat(store.keys).doesNotContainKey(key);
        assertThat(store.accounts.toString()).doesNotContain(first.password().orElseThrow());
    }

    @Test
    void givenCredentialsReplaceThoseOfBefore() {
        String before =
                access.bootstrap(Optional.empty(), Optional.empty()).key().orElseThrow();

        assertThat(access.bootstrap(Optional.of("secret"), Optional.of(GIVEN_KEY)))
                .isEqualTo(new Access.Generated(Optional.empty(), Optional.empty()));
        assertThat(access.authenticate(GIVEN_KEY)).contains(ADMIN);
        assertThat(access.authenticate(before)).isEmpty();
        assertThat(access.signIn("admin", "secret")).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void unusableSettingsAreNamed() {
        assertThatThrownBy(() -> access.bootstrap(Optional.empty(), Optional.of("too short")))
                .hasMessageStartingWith("nightshift.admin.key");
        assertThatThrownBy(() -> access.bootstrap(Optional.of(""), Optional.empty()))
                .hasMessageStartingWith("nightshift.admin.password");
    }

    @Test
    void aMistypedKeyIsRefusedWithoutAskingTheStore() {
        String key = ApiKey.generate();
        String mistyped = key.substring(0, 10) + (key.charAt(10) == 'x' ? 'y' : 'x') + key.substring(11);

        assertThat(access.authenticate(mistyped)).isEmpty();
        assertThat(store.asked).isZero();
        assertThat(failures).containsExactly(AuthFailure.BAD_KEY);
    }

    @Test
    void theEleventhSignInWithinAMinuteIsThrottled() {
        access.bootstrap(Optional.of("secret"), Optional.empty());

        for (int i = 0; i < 10; i++) {
            assertThat(access.signIn("admin", "wrong")).isInstanceOf(SignIn.Refused.class);
        }
        assertThat(access.signIn("admin", "secret")).isInstanceOf(SignIn.Throttled.class);
        assertThat(access.signIn("somebody", "secret")).isInstanceOf(SignIn.Refused.class);
        assertThat(failures).hasSize(12).containsOnlyOnce(AuthFailure.THROTTLED).contains(AuthFailure.BAD_PASSWORD);
    }

    @Test
    void aSessionEndsWhenSignedOutAndAfterAWeek() {
        access.bootstrap(Optional.of("secret"), Optional.empty());
        String first = ((SignIn.SignedIn) access.signIn("admin", "secret")).token();
        String second = ((SignIn.SignedIn) access.signIn("admin", "secret")).token();
        assertThat(access.session(first)).contains(ADMIN);
        assertThat(access.session(second)).contains(ADMIN);

        access.signOut(first);
        assertThat(access.session(first)).isEmpty();
        assertThat(failures).containsExactly(AuthFailure.SESSION_ENDED);

        clock.advance(Session.LONGEST);
        assertThat(access.session(second)).isEmpty();
    }

    @Test
    void aWithdrawnKeyStopsWorkingWithinSeconds() {
        access.bootstrap(Optional.empty(), Optional.of(GIVEN_KEY));
        assertThat(access.authenticate(GIVEN_KEY)).isPresent();

        store.putKey("digest of another key", ADMIN);
        clock.advance(Duration.ofSeconds(5));
        assertThat(access.authenticate(GIVEN_KEY)).isEmpty();
    }

    @Test
    void aStoreThatLostEverythingDoesNotLockTheAdminOut() {
        access.bootstrap(Optional.of("secret"), Optional.of(GIVEN_KEY));
        store.keys.clear();
        store.accounts.clear();
        store.sessions.clear();
        clock.advance(Duration.ofSeconds(10));

        assertThat(access.authenticate(GIVEN_KEY)).contains(ADMIN);
        assertThat(access.signIn("admin", "secret")).isInstanceOf(SignIn.SignedIn.class);
        assertThat(access.signIn("admin", "wrong")).isInstanceOf(SignIn.Refused.class);
        assertThat(access.authenticate("another-key-of-twenty-characters")).isEmpty();
    }

    @Test
    void theAdminSignsInWhileTheStoreRefusesWritesOrIsAway() {
        access.bootstrap(Optional.of("secret"), Optional.empty());
        for (Runnable trouble : List.<Runnable>of(() -> store.refusesWrites = true, () -> store.away = true)) {
            trouble.run();
            String token = ((SignIn.SignedIn) access.signIn("admin", "secret")).token();

            assertThat(access.session(token)).contains(ADMIN);
            assertThat(access.signIn("admin", "wrong")).isInstanceOf(SignIn.Refused.class);
            access.signOut(token);
            assertThat(access.session(token)).isEmpty();
        }
        assertThatThrownBy(() -> access.signIn("somebody", "secret")).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void guessesAreCountedWhileTheStoreCannotCount() {
        access.bootstrap(Optional.of("secret"), Optional.empty());
        store.refusesWrites = true;
        for (int i = 0; i < 10; i++) {
            access.signIn("admin", "wrong");
        }

        assertThat(access.signIn("admin", "secret")).isInstanceOf(SignIn.Throttled.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(access.signIn("admin", "secret")).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void aSessionBegunWithoutTheStoreHoldsAtServersWithTheSameSettingsForAnHour() {
        Access same = new Access(store, clock, failures::add);
        Access other = new Access(store, clock, failures::add);
        access.bootstrap(Optional.of("secret"), Optional.of(GIVEN_KEY));
        same.bootstrap(Optional.of("secret"), Optional.of(GIVEN_KEY));
        other.bootstrap(Optional.empty(), Optional.empty());
        store.refusesWrites = true;
        String token = ((SignIn.SignedIn) access.signIn("admin", "secret")).token();

        assertThat(same.session(token)).contains(ADMIN);
        assertThat(other.session(token)).isEmpty();
        assertThat(access.session(token.substring(0, token.length() - 2) + "xx"))
                .isEmpty();
        assertThat(access.session("nse_")).isEmpty();
        assertThat(access.session("nse_x.y")).isEmpty();
        clock.advance(EmergencySessions.LONGEST);
        assertThat(same.session(token)).isEmpty();
    }

    @Test
    void whoWasRecognisedBeforeIsRecognisedWithoutTheStore() {
        access.bootstrap(Optional.empty(), Optional.of(GIVEN_KEY));
        assertThat(access.authenticate(GIVEN_KEY)).isPresent();

        store.away = true;
        clock.advance(Duration.ofMinutes(30));
        assertThat(access.authenticate(GIVEN_KEY)).contains(ADMIN);
        assertThatThrownBy(() -> access.authenticate("another-key-of-twenty-characters"))
                .isInstanceOf(StoreUnavailable.class);

        clock.advance(Duration.ofMinutes(31));
        assertThatThrownBy(() -> access.authenticate(GIVEN_KEY)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void theKeyInTheSettingsIsRecognisedThoughTheStoreWasNeverThere() {
        store.away = true;
        assertThatThrownBy(() -> access.bootstrap(Optional.empty(), Optional.of(GIVEN_KEY)))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(access.authenticate(GIVEN_KEY)).contains(ADMIN);
    }

    @Test
    void rolesAreAllowedWhatTheirNameSays() {
        assertThat(Role.VIEWER.may(Permission.READ)).isTrue();
        assertThat(Role.VIEWER.may(Permission.SUBMIT)).isFalse();
        assertThat(Role.SUBMITTER.may(Permission.SUBMIT)).isTrue();
        assertThat(Role.SUBMITTER.may(Permission.OPERATE)).isFalse();
        assertThat(Role.OPERATOR.may(Permission.OPERATE)).isTrue();
        assertThat(Role.OPERATOR.may(Permission.ADMINISTER)).isFalse();
        assertThat(Role.ADMIN.may(Permission.ADMINISTER)).isTrue();
    }
}
