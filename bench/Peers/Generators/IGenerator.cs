namespace Peers.Generators;

/// <summary>A load generator: how it is started, and how many requests it says it made.</summary>
internal interface IGenerator
{
    /// <summary>Its name in the table.</summary>
    string Name { get; }

    /// <summary>Whether it takes part over https.</summary>
    bool Https { get; }

    /// <summary>Its version, as it says itself.</summary>
    string Version();

    /// <summary>Does what must be done before it can run and is no part of what is measured.</summary>
    void Prepare(ScratchFolder folder);

    /// <summary>The command that sends requests over a number of connections for a number of seconds.</summary>
    GeneratorCommand Command(Uri url, int connections, int seconds, ScratchFolder folder);
}
