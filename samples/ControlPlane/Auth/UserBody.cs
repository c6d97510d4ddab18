namespace ControlPlane.Auth;

internal sealed record UserBody(int Id, string Username, string Email, string FirstName, string LastName, bool IsStaff, bool IsSuperuser);
