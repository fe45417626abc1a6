using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>Cells of the group that says which requests go first.</summary>
internal static class FlowControlCells
{
    public static JsonNode? OfSchema(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "PriorityLevel" => spec.Map("priorityLevelConfiguration")?.Text("name") ?? "",
            "MatchingPrecedence" => spec.Number("matchingPrecedence"),
            "DistinguisherMethod" => spec.Map("distinguisherMethod")?.Text("type"),
            "MissingPL" => Kinds.KindRules.Items(obj.Map("status"), "conditions")
                .FirstOrDefault(c => c.Text("type") == "Dangling")?.Text("status") ?? "?",
            _ => null,
        };
    }

    public static JsonNode? OfLevel(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        var queuing = spec.Map("limited")?.Map("limitResponse")?.Map("queuing");
        JsonNode? cell = column switch
        {
            "Type" => spec.Text("type"),
            "NominalConcurrencyShares" => spec.Map("limited")?.Integer("nominalConcurrencyShares"),
            "Queues" => queuing?.Integer("queues"),
            "HandSize" => queuing?.Integer("handSize"),
            "QueueLengthLimit" => queuing?.Integer("queueLengthLimit"),
            _ => null,
        };
        return cell ?? CellText.None;
    }
}
