namespace ControlPlane.Auth;

/// <summary>Somebody who may log in.</summary>
internal sealed record Account(int Id, string Username, string Password)
{
    public string Email => $"{Username}@example.com";

    /// <summary>Whether it is one of the accounts kept for load tests.</summary>
    public bool IsLoadTestUser { get; init; }

    public UserBody ToBody() => new(Id, Username, Email, "", "", IsStaff: false, IsSuperuser: false);
}
