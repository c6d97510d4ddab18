namespace ControlPlane.Cab;

/// <summary>What the endpoints of the board answer.</summary>
internal static class CabBodies
{
    internal sealed record Pending(IReadOnlyList<Approval> Approvals);

    internal sealed record Approved(string Message, Decision Decision);

    internal sealed record Rejected(string Message);

    internal sealed record Requests(int Count, IReadOnlyList<CabRequest> Results);

    internal sealed record Exceptions(int Count, IReadOnlyList<CabException> Results);

    internal sealed record Cleaned(string Message, int Expired);
}
