namespace ControlPlane.Auth;

/// <summary>What the endpoints of authentication answer.</summary>
internal static class AuthBodies
{
    internal sealed record LoggedIn(UserBody User, string SessionId);

    internal sealed record Me(UserBody User);

    internal sealed record Validated(bool Valid, UserBody User, DateTimeOffset SessionExpiry);

    internal sealed record Done(string Message);
}
