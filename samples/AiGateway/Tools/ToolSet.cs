using System.Text.Json;
using System.Text.Json.Nodes;
using AiGateway.Hosting;
using AiGateway.Models;
using AiGateway.Peers;
using AiGateway.Sandbox;

namespace AiGateway.Tools;

/// <summary>What the tools do. Files are those of the sandbox, the repository is its own, the pages are this server's.</summary>
internal sealed class ToolSet(SandboxFiles files, SandboxRepository repository, PeerAddresses addresses, Peer gateway, Peer rag, HttpClient client)
{
    private string _model = ModelCatalog.Chat;

    /// <summary>Runs one, with arguments that were checked.</summary>
    /// <exception cref="ToolException">It cannot do that.</exception>
    /// <exception cref="PeerException">Another service that it needs is not there.</exception>
    public async Task<JsonNode> Run(string tool, IReadOnlyDictionary<string, JsonElement> arguments, ToolCaller caller, CancellationToken cancellationToken)
    {
        switch (tool)
        {
            case "read_file":
                return await (files.Read(Path(), cancellationToken) ?? throw NoFile());
            case "write_file":
                return files.Write(Path(), Argument("content")!)
                    ? new JsonObject { ["path"] = Path(), ["bytes"] = System.Text.Encoding.UTF8.GetByteCount(Argument("content")!) }
                    : throw new ToolException(ToolOutcome.Failed, "The sandbox is full, or this is a folder");
            case "list_files":
                return new JsonArray([.. files.List(Path()).Select(name => (JsonNode)name)]);
            case "git_status":
                return repository.Status();
            case "git_log":
                return repository.Log();
            case "git_diff":
                return repository.Diff(Argument("path") is null ? null : Path());
            case "git_add":
                return repository.Add(Path()) ? new JsonObject { ["staged"] = Path() } : throw new ToolException(ToolOutcome.Failed, "It has not changed");
            case "git_commit":
                return new JsonObject { ["commit"] = repository.Commit(Argument("message")!) ?? throw new ToolException(ToolOutcome.Failed, "Nothing is staged") };
            case "rag_search":
                return await Search();
            case "ai_chat":
                return await Chat();
            case "switch_model":
                return Switch();
            case "web_scrape":
                return await Scrape();
            default:
                throw new ToolException(ToolOutcome.Failed, $"{tool} is not in this sample");
        }

        string? Argument(string name) => arguments.TryGetValue(name, out var value) ? value.GetString() : null;

        string Path() => files.NameOf(Argument("path") ?? "/") ?? throw ToolException.Violation("The path leads out of the sandbox");

        ToolException NoFile() => new(ToolOutcome.Failed, $"There is no file {Path()}");

        async Task<JsonNode> Search()
        {
            var question = new JsonObject { ["query"] = Argument("query") };
            if (Argument("collection") is { } collection)
            {
                question["collection"] = collection;
            }

            var answer = await rag.Post("/query", question, caller.Correlation, cancellationToken);
            return new JsonObject { ["answer"] = answer.GetProperty("answer").GetString(), ["context"] = JsonNode.Parse(answer.GetProperty("context").GetRawText()) };
        }

        async Task<JsonNode> Chat()
        {
            var message = new JsonObject { ["role"] = "user", ["content"] = Argument("message") };
            var answer = await gateway.Post(
                "/v1/chat/completions", new JsonObject { ["model"] = Volatile.Read(ref _model), ["messages"] = new JsonArray(message) }, caller.Correlation, cancellationToken);
            return answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
        }

        JsonNode Switch()
        {
            var model = Argument("model")!;
            if (model is not (ModelCatalog.Chat or ModelCatalog.Code))
            {
                throw new ToolException(ToolOutcome.Invalid, $"There is no model '{model}'");
            }

            Volatile.Write(ref _model, model);
            return new JsonObject { ["model"] = model };
        }

        async Task<JsonNode> Scrape()
        {
            var page = SandboxPages.Find(Argument("url")!, addresses[Role.McpServer]!) ?? throw ToolException.Violation("Only pages of this server may be read");
            return await client.GetStringAsync(page, cancellationToken);
        }
    }
}
