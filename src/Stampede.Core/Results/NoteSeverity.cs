namespace Stampede.Results;

/// <summary>How much a note or a finding weighs.</summary>
public enum NoteSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>Readers should be careful.</summary>
    Warning,

    /// <summary>The numbers must not be believed.</summary>
    Invalid,
}
