namespace Stampede.Analysis;

/// <summary>What a test holds against "no difference".</summary>
public enum Alternative
{
    /// <summary>The candidate differs, either way.</summary>
    Different,

    /// <summary>The candidate's values are greater than the baseline's.</summary>
    Greater,

    /// <summary>The candidate's values are less than the baseline's.</summary>
    Less,
}
