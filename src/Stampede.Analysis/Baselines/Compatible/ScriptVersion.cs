namespace Stampede.Baselines.Compatible;

/// <summary>The versions of the scripts, which differ.</summary>
public enum ScriptVersion
{
    /// <summary>
    /// The first: a baseline takes the first row whose name contains the service's (their 2f8d14a); a comparison treats a limit on a decrease like one on an
    /// increase, so that improvements fail (before their 370f84b).
    /// </summary>
    V1,

    /// <summary>The last: a baseline has only api_gateway, from the row of all together; a comparison knows decreases. The default.</summary>
    V2,
}
