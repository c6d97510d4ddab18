namespace Stampede.Stores;

/// <summary>What became of a push.</summary>
public enum PushOutcome
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It was there already, the same to the byte.</summary>
    AlreadyThere,

    /// <summary>It was there with other content, which it has replaced.</summary>
    Replaced,

    /// <summary>It is there with other content, which is kept.</summary>
    Differs,
}
