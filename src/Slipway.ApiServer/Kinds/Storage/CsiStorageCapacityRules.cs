using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Quantities;

namespace Slipway.ApiServer.Kinds.Storage;

/// <summary>CSIStorageCapacities.</summary>
internal sealed class CsiStorageCapacityRules : CheckedRules
{
    public override bool AllowsUnconditionalUpdate => false;

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        check.LabelSelector(obj, "nodeTopology");
        check.Name(obj, "storageClassName", NameRule.Subdomain);
        if (obj["capacity"] is { } capacity && Quantity.TryParse(obj.Text("capacity"), out var quantity) && quantity < default(Quantity))
        {
            check.Invalid("capacity", capacity, CommonChecks.NotNegative);
        }
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        check.Unchanged(obj, old, "nodeTopology");
        check.Unchanged(obj, old, "storageClassName");
    }
}
