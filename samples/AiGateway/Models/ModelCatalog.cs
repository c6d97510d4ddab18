using Samples;

namespace AiGateway.Models;

/// <summary>The models that are configured: one with two backends, one with one.</summary>
internal sealed class ModelCatalog
{
    public const string Chat = "chat-7b";
    public const string Code = "code-7b";

    /// <summary>All backends, by name; what faults can be given to.</summary>
    public static readonly IReadOnlyList<string> BackendNames = ["chat-7b-1", "chat-7b-2", "code-7b-1"];

    public ModelCatalog(FakeModel fake, IReadOnlyList<BackendFault> faults, TimeProvider clock)
    {
        All = [new(Chat, [Make(0), Make(1)]), new(Code, [Make(2)])];
        Created = clock.GetUtcNow().ToUnixTimeSeconds();

        Backend Make(int index) => new(BackendNames[index], fake, faults.LastOrDefault(fault => fault.Backend == BackendNames[index]), clock);
    }

    public IReadOnlyList<Model> All { get; }

    /// <summary>When they were made, in Unix seconds.</summary>
    public long Created { get; }

    /// <summary>The model of a name; null where there is none.</summary>
    public Model? Find(string id) => All.FirstOrDefault(model => model.Id == id);
}
