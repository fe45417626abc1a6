using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>The cells of a ResourceQuota.</summary>
internal static class QuotaCells
{
    public static JsonNode? Of(string column, JsonObject obj)
    {
        var (hard, used) = (obj.Map("status")?.Map("hard") ?? [], obj.Map("status")?.Map("used") ?? []);
        return column is "Request" or "Limit"
            ? string.Join(
                ", ",
                hard.Where(h => h.Key.StartsWith("limits.", StringComparison.Ordinal) == (column == "Limit"))
                    .OrderBy(h => h.Key, StringComparer.Ordinal)
                    .Select(h => $"{h.Key}: {used.TextOr(h.Key, "0")}/{h.Value}"))
            : null;
    }
}
