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
            "Last Seen" => Seen(obj, now, "lastTimestamp", "firstTimestamp", "eventTime"),
            "First Seen" => Seen(obj, now, "firstTimestamp", "eventTime", "lastTimestamp"),
            "Type" => obj.Text("type"),
            "Reason" => obj.Text("reason"),
            "Object" => $"{involved.Text("kind").ToLowerInvariant()}/{involved.Text("name")}",
            "Subobject" => involved.Text("fieldPath"),
            "Source" => obj.Map("source")?.Text("component") is { Length: > 0 } component ? component : obj.Text("reportingComponent"),
            "Message" => obj.Text("message").Trim(),
            "Count" => obj.Integer("count") ?? 1,
            _ => null,
        };
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
