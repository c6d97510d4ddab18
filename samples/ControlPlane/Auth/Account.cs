namespace ControlPlane.Auth;

/// <summary>Somebody who may log in.</summary>
internal sealed record Account(int Id, string Username, string Password)
{
    public string Email => $"{Username}@example.com";

    /// <summary>Whether it is one of the accounts kept for load tests.</summary>
    public bool IsLoadTestUser { get; init; }

    public bool IsStaff { get; init; }

    /// <summary>Whether it may decide CAB requests; staff may too.</summary>
    public bool IsCabMember { get; init; }

    /// <summary>Whether it may decide CAB exceptions; staff may too.</summary>
    public bool IsSecurityReviewer { get; init; }

    public bool MayDecideRequests => IsStaff || IsCabMember;

    public bool MayDecideExceptions => IsStaff || IsSecurityReviewer;

    public UserBody ToBody() => new(Id, Username, Email, "", "", IsStaff, IsSuperuser: IsStaff);
}
