using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion.BuiltIn;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>The cells of an Event.</summary>
internal static class EventCells
{
    public static JsonNode? Of(string column, JsonObject obj, DateTimeOffset now)
    {
        obj = obj.ContainsKey("regarding") ? EventConversion.ToCore(obj) : obj;
        var involved = obj.Map("involvedObject") ?? [];
        return column switch
        {
            "Last Seen" when obj.Map("series") is { } series => Seen(series, now, "lastObservedTime"),
            "Last Seen" => Seen(obj, now, "lastTimestamp", "firstTimestamp", "eventTime"),
            "First Seen" => Seen(obj, now, "firstTimestamp", "eventTime"),
            "Type" => obj.Text("type"),
            "Reason" => obj.Text("reason"),
            "Object" when involved.Text("name").Length == 0 => involved.Text("kind").ToLowerInvariant(),
            "Object" => $"{involved.Text("kind").ToLowerInvariant()}/{involved.Text("name")}",
            "Subobject" => involved.Text("fieldPath"),
            "Source" => Source(obj.Map("source") ?? [], obj),
            "Message" => obj.Text("message").Trim(),
            "Count" => obj.Map("series")?.Number("count") ?? (obj.Number("count") is > 0 and var count ? count : 1),
            _ => null,
        };
    }

    private static string Source(JsonObject source, JsonObject obj)
    {
        var component = source.TextOr("component", obj.Text("reportingComponent"));
        var instance = source.TextOr("host", obj.Text("reportingInstance"));
        return instance.Length == 0 ? component : $"{component}, {instance}";
    }

    private static string Seen(JsonObject obj, DateTimeOffset now, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (obj.Text(field) is { Length: > 0 } time)
            {
                return Ages.Of(time, now);
            }
        }

        return "<unknown>";
    }
}
