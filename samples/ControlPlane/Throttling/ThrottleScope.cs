namespace ControlPlane.Throttling;

/// <summary>What is throttled together.</summary>
internal enum ThrottleScope
{
    /// <summary>Everything that names no other scope.</summary>
    Api,

    /// <summary>Lists that pages poll.</summary>
    Burst,

    /// <summary>Decisions.</summary>
    Strict,
}
