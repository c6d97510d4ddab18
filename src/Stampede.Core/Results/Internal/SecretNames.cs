namespace Stampede.Results;

/// <summary>Secret by its own name, or declared secret.</summary>
internal sealed class SecretNames(IEnumerable<string> declared)
{
    private readonly HashSet<string> _declared = new(declared.Select(Plain), StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _declared;

    public bool Contains(string name) => SecretMask.IsSecretName(name) || _declared.Contains(Plain(name));

    private static string Plain(string name) => name.TrimStart('-', '/').Replace('_', '-');
}
