using System.Text.Json.Nodes;
using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Contracts;

/// <summary>A provider's object, read through the contract and not through a class. Belongs to one pass.</summary>
/// <param name="type">The kind and its contract.</param>
/// <param name="source">The object as read.</param>
public sealed class ContractObject(ContractType type, KubeObject source)
{
    private JsonObject? _body;

    /// <summary>The kind.</summary>
    public ResourceType Type => type.Type;

    /// <summary>The contract it is read by.</summary>
    public ContractVersion Contract => type.Contract;

    /// <summary>The object as read.</summary>
    public KubeObject Source => source;

    /// <summary>The object's kind, for messages.</summary>
    public string Kind => type.Type.Kind.Kind;

    /// <summary>The object's tree. Must not be changed.</summary>
    public JsonObject Body => _body ??= source.ToJsonObject();

    /// <summary>The value at a path; null when there is none.</summary>
    public JsonNode? At(params ReadOnlySpan<string> path)
    {
        JsonNode? node = Body;
        foreach (var step in path)
        {
            node = (node as JsonObject)?[step];
        }

        return node;
    }

    /// <summary>The text at a path; null when there is none or it is empty.</summary>
    public string? Text(params ReadOnlySpan<string> path) =>
        At(path) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    /// <summary>Whether true stands at a path.</summary>
    public bool Flag(params ReadOnlySpan<string> path) => At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The number at a path; null when there is none.</summary>
    public int? Number(params ReadOnlySpan<string> path) =>
        At(path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>A condition of the object; null when it does not report it.</summary>
    public Condition? Condition(string conditionType) =>
        Find(At("status", "v1beta2", "conditions"), conditionType) ?? Find(At("status", "conditions"), conditionType);

    /// <summary>A condition of the object in the form of v1beta1; null when it does not report it.</summary>
    public DeprecatedConditionState? DeprecatedCondition(string conditionType) =>
        FindObject(At("status", "conditions"), conditionType) is { } found
        ? new DeprecatedConditionState(Text(found, "status") ?? ConditionStatus.Unknown, Text(found, "reason"), Text(found, "severity"),
            Text(found, "message"))
        : null;

    private static JsonObject? FindObject(JsonNode? conditions, string conditionType) =>
        (conditions as JsonArray)?.OfType<JsonObject>().FirstOrDefault(c => Text(c, "type") == conditionType);

    private static string? Text(JsonObject obj, string field) =>
        obj[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static Condition? Find(JsonNode? conditions, string conditionType)
    {
        var found = FindObject(conditions, conditionType);
        return found is null
            ? null
            : new Condition
            {
                Type = conditionType,
                Status = Text(found, "status"),
                Reason = Text(found, "reason"),
                Message = Text(found, "message"),
            };
    }
}
