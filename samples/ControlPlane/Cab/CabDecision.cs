using System.Text.Json;

namespace ControlPlane.Cab;

/// <summary>A decision about a request; never changed.</summary>
internal sealed record CabDecision(RequestStatus Decision, string DecidedBy, string Rationale, JsonElement Conditions, DateTimeOffset DecidedAt);
