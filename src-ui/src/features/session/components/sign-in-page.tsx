import { Button, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { type FormEvent, useEffect } from "react";
import { ErrorBox } from "@/components/error-box";
import { Logo } from "@/components/logo";
import { sessionQuery } from "@/lib/api/session";
import { signIn, signInProblem } from "../api/sign-in";
import { safeTarget } from "../api/sign-in-search";
import classes from "./sign-in-page.module.css";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { to } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationKey: ["session"],
    mutationFn: ({ username, password }: { username: string; password: string }) =>
      signIn(username, password),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      router.history.replace(safeTarget(to));
    },
  });

  useEffect(() => {
    document.title = "Sign in · Nightshift";
  }, []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    mutation.mutate({ username: String(fields.get("username")), password: String(fields.get("password")) });
  }

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit}>
        <Stack gap="md">
          <div className={classes.brand}>
            <Logo size={40} />
            <Title order={1} fz={20}>
              Sign in to Nightshift
            </Title>
          </div>
          {mutation.error && <ErrorBox error={signInProblem(mutation.error)} />}
          <TextInput
            name="username"
            label="User name"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
          />
          <PasswordInput
            name="password"
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
          />
          <Button type="submit" loading={mutation.isPending} fullWidth>
            Sign in
          </Button>
        </Stack>
      </form>
    </main>
  );
}
