using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Controllers.Housekeeping;

/// <summary>Tells in the status of a FlowSchema whether its priority level is there, as kube-apiserver's controller of its queues does.</summary>
internal sealed class FlowSchemaStatuses(ApiServerEngine engine)
{
    public const string Schemas = "flowschemas." + Group;
    public const string Levels = "prioritylevelconfigurations." + Group;

    private const string Group = "flowcontrol.apiserver.k8s.io";
    private const string Manager = "api-priority-and-fairness-config-consumer-v1";

    /// <summary>The schemas that a priority level's coming or going is about.</summary>
    public IEnumerable<StoreKey> Of(string level) => engine.Core.Store.List(new StoreQuery(Schemas)).Items
        .Where(s => FieldText.Find(s.Json.Span, ["spec", "priorityLevelConfiguration", "name"]) == level).Select(s => s.Key);

    /// <summary>Writes a schema's status where it has changed.</summary>
    public async ValueTask CheckAsync(StoreKey key, CancellationToken cancellationToken)
    {
        if (engine.Core.Store.Get(key) is not { } stored)
        {
            return;
        }

        var schema = (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;
        var level = schema.Map("spec")?.Map("priorityLevelConfiguration")?.Text("name") ?? "";
        var isThere = engine.Core.Store.Get(new StoreKey(Levels, "", level)) is not null;
        var message = $"This FlowSchema references the PriorityLevelConfiguration object named {GoText.Quote(level)} "
            + (isThere ? "and it exists" : "but there is no such object");
        var present = schema.Map("status")?.List("conditions")?.OfType<JsonObject>().FirstOrDefault(c => c.Text("type") == "Dangling");
        if (present?.Text("message") == message)
        {
            return;
        }

        await engine.PatchAsync(RequestFor(key.Name, isThere, message), cancellationToken);
    }

    private PatchRequest RequestFor(string name, bool isThere, string message) => new()
    {
        Resource = new ResourceReference(Group, "v1", "flowschemas", "status"),
        Name = name,
        PatchType = PatchType.Apply,
        FieldManager = Manager,
        Force = true,
        Body = RequestBody.FromNode(new JsonObject
        {
            ["apiVersion"] = $"{Group}/v1",
            ["kind"] = "FlowSchema",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Dangling",
                    ["status"] = isThere ? "False" : "True",
                    ["lastTransitionTime"] = engine.Core.Now(),
                    ["reason"] = isThere ? "Found" : "NotFound",
                    ["message"] = message,
                }),
            },
        }),
    };
}
