using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion.Changes;

/// <summary>A flag of the older version that says what a condition says in both.</summary>
/// <param name="flag">The flag.</param>
/// <param name="conditions">The conditions.</param>
/// <param name="type">The condition's type.</param>
internal sealed class ConditionFlag(FieldPlace flag, FieldPlace conditions, string type) : IFieldChange
{
    public void ToOlder(JsonObject obj, ConversionContext context)
    {
        if (Condition(obj) is { } condition)
        {
            flag.Put(obj, condition["status"].AsText() == "True");
        }
    }

    public void ToNewer(JsonObject obj, ConversionContext context)
    {
        if (flag.Take(obj) is not JsonValue value || !value.TryGetValue<bool>(out var set) || !set || Condition(obj) is not null)
        {
            return;
        }

        // The flag is older than the condition, and does not tell since when it is so.
        var made = new JsonObject { ["type"] = type, ["status"] = "True", ["lastTransitionTime"] = context.Created };
        if (conditions.Find(obj) is JsonArray present)
        {
            present.Add((JsonNode)made);
        }
        else
        {
            conditions.Put(obj, new JsonArray(made));
        }
    }

    private JsonObject? Condition(JsonObject obj) =>
        (conditions.Find(obj) as JsonArray)?.OfType<JsonObject>().FirstOrDefault(c => c["type"].AsText() == type);
}
