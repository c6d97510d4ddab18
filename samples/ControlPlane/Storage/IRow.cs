namespace ControlPlane.Storage;

/// <summary>What a table keeps.</summary>
internal interface IRow<TSelf>
    where TSelf : class, IRow<TSelf>
{
    /// <summary>What it is found by; unlike all others of its table.</summary>
    string Key { get; }

    /// <summary>The same row with the number that its table gave it, from 1 in order of arrival.</summary>
    TSelf Numbered(long number) => (TSelf)this;
}
