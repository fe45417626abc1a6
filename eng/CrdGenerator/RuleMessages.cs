using System.Text.Json.Nodes;

namespace Slipway.CrdGenerator;

/// <summary>The words of a kind's CEL rules, which are the same in all of its versions.</summary>
internal sealed class RuleMessages
{
    private readonly Dictionary<string, string> _messages = new(StringComparer.Ordinal);

    /// <param name="version">A version whose rules have words.</param>
    public RuleMessages(JsonObject version)
    {
        foreach (var rule in Rules(version))
        {
            _messages[(string)rule["rule"]!] = (string)rule["message"]!;
        }
    }

    /// <summary>Gives the rules of another version their words.</summary>
    public JsonObject Complete(JsonObject version)
    {
        foreach (var rule in Rules(version).ToList())
        {
            rule["message"] = _messages.GetValueOrDefault((string)rule["rule"]!)
                ?? throw new InvalidOperationException($"no class has the rule {rule["rule"]}: its message is not known");
        }

        return version;
    }

    private static IEnumerable<JsonObject> Rules(JsonNode? node) => node switch
    {
        JsonObject obj when obj["x-kubernetes-validations"] is JsonArray rules =>
            rules.OfType<JsonObject>().Concat(obj.Where(p => p.Key != "x-kubernetes-validations").SelectMany(p => Rules(p.Value))),
        JsonObject obj => obj.SelectMany(p => Rules(p.Value)),
        JsonArray array => array.SelectMany(Rules),
        _ => [],
    };
}
