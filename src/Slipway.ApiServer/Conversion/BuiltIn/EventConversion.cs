using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Conversion.BuiltIn;

/// <summary>
/// An Event of the core group and one of <c>events.k8s.io</c> are the same object under other names. What a form always writes, set or
/// not, is written here too.
/// </summary>
internal static class EventConversion
{
    public const string Group = "events.k8s.io";

    private enum Unset
    {
        LeftOut,
        Null,
        EmptyText,
        EmptyObject,
    }

    // In the order in which each form writes its fields.
    private static readonly (string Core, string Events, Unset Unset)[] CoreFields =
    [
        ("metadata", "metadata", Unset.LeftOut),
        ("involvedObject", "regarding", Unset.EmptyObject),
        ("reason", "reason", Unset.LeftOut),
        ("message", "note", Unset.LeftOut),
        ("source", "deprecatedSource", Unset.EmptyObject),
        ("firstTimestamp", "deprecatedFirstTimestamp", Unset.Null),
        ("lastTimestamp", "deprecatedLastTimestamp", Unset.Null),
        ("count", "deprecatedCount", Unset.LeftOut),
        ("type", "type", Unset.LeftOut),
        ("eventTime", "eventTime", Unset.Null),
        ("series", "series", Unset.LeftOut),
        ("action", "action", Unset.LeftOut),
        ("related", "related", Unset.LeftOut),
        ("reportingComponent", "reportingController", Unset.EmptyText),
        ("reportingInstance", "reportingInstance", Unset.EmptyText),
    ];

    private static readonly (string Core, string Events, Unset Unset)[] EventsFields =
    [
        ("metadata", "metadata", Unset.LeftOut),
        ("eventTime", "eventTime", Unset.Null),
        ("series", "series", Unset.LeftOut),
        ("reportingComponent", "reportingController", Unset.LeftOut),
        ("reportingInstance", "reportingInstance", Unset.LeftOut),
        ("action", "action", Unset.LeftOut),
        ("reason", "reason", Unset.LeftOut),
        ("involvedObject", "regarding", Unset.EmptyObject),
        ("related", "related", Unset.LeftOut),
        ("message", "note", Unset.LeftOut),
        ("type", "type", Unset.LeftOut),
        ("source", "deprecatedSource", Unset.EmptyObject),
        ("firstTimestamp", "deprecatedFirstTimestamp", Unset.Null),
        ("lastTimestamp", "deprecatedLastTimestamp", Unset.Null),
        ("count", "deprecatedCount", Unset.LeftOut),
    ];

    /// <summary>The event in the core group's form.</summary>
    public static JsonObject ToCore(JsonObject obj) => Convert(obj, "v1", CoreFields, f => f.Events, f => f.Core);

    /// <summary>The event in the form of <c>events.k8s.io</c>.</summary>
    public static JsonObject ToEvents(JsonObject obj) => Convert(obj, Group + "/v1", EventsFields, f => f.Core, f => f.Events);

    private static JsonObject Convert(
        JsonObject obj,
        string apiVersion,
        (string Core, string Events, Unset Unset)[] fields,
        Func<(string Core, string Events, Unset Unset), string> from,
        Func<(string Core, string Events, Unset Unset), string> to)
    {
        var converted = new JsonObject { ["kind"] = "Event", ["apiVersion"] = apiVersion };
        foreach (var field in fields)
        {
            var isSet = obj.TryGetPropertyValue(from(field), out var value) && value is not null && !IsEmptyText(value);
            if (isSet || field.Unset != Unset.LeftOut)
            {
                converted[to(field)] = isSet ? value!.DeepClone() : field.Unset switch
                {
                    Unset.EmptyText => "",
                    Unset.EmptyObject => new JsonObject(),
                    _ => null,
                };
            }
        }

        return converted;
    }

    private static bool IsEmptyText(JsonNode value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) && text.Length == 0;
}
