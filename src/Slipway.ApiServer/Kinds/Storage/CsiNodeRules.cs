using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Storage;

/// <summary>CSINodes.</summary>
internal sealed class CsiNodeRules : CheckedRules
{
    private const int MaxNodeId = 192;

    public override bool AllowsUnconditionalUpdate => false;

    public override bool ReturnsDeletedObject => true;

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var _ = check.In("spec");
        foreach (var driver in check.Each(obj.Map("spec") ?? [], "drivers"))
        {
            check.DriverName(driver, "name");
            if (check.Need(driver, "nodeID") && driver.Text("nodeID").Length > MaxNodeId)
            {
                check.Invalid("nodeID", driver.Text("nodeID"), $"must be {MaxNodeId} characters or less");
            }

            using (check.In("allocatable"))
            {
                check.NonNegative(driver.Map("allocatable") ?? [], "count");
            }

            if (!names.Add(driver.Text("name")))
            {
                check.Duplicate("name", driver.Text("name"));
            }

            CheckTopology(check, driver);
        }
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        using var _ = check.In("spec");
        foreach (var before in Items(old.Map("spec"), "drivers"))
        {
            var now = Items(obj.Map("spec"), "drivers").FirstOrDefault(d => d.Text("name") == before.Text("name"));
            if (now is not null && (now.Text("nodeID") != before.Text("nodeID") || !JsonNode.DeepEquals(now["topologyKeys"], before["topologyKeys"])))
            {
                var shown = GoFields.Of(now, "name", "nodeID");
                shown["TopologyKeys"] = now["topologyKeys"]?.DeepClone();
                shown["Allocatable"] = null;
                check.InvalidShown("drivers", GoText.Plain(shown), CommonChecks.Immutable);
            }
        }
    }

    private static void CheckTopology(FieldChecker check, JsonObject driver)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in driver.Texts("topologyKeys"))
        {
            if (key.Length == 0)
            {
                check.Required("");
            }

            if (!keys.Add(key))
            {
                check.Duplicate("", key);
            }

            check.LabelKey("", key);
        }
    }
}
