using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Storage;

/// <summary>StorageClasses.</summary>
internal sealed class StorageClassRules : CheckedRules
{
    private static readonly string[] ReclaimPolicies = ["Delete", "Retain"];
    private static readonly string[] BindingModes = ["Immediate", "WaitForFirstConsumer"];
    private static readonly string[] Fixed = ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"];

    public override bool ReturnsDeletedObject => true;

    public override void Default(JsonObject obj)
    {
        obj.Default("reclaimPolicy", "Delete");
        obj.Default("volumeBindingMode", "Immediate");
    }

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        check.Provisioner(obj, "provisioner");
        check.Parameters(obj, mayBeEmpty: true);
        check.OneOf(obj, "reclaimPolicy", ReclaimPolicies);
        check.OneOf(obj, "volumeBindingMode", BindingModes);
        foreach (var term in check.Each(obj, "allowedTopologies"))
        {
            CheckTerm(check, term);
        }
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        foreach (var field in Fixed)
        {
            check.Unchanged(obj, old, field);
        }
    }

    private static void CheckTerm(FieldChecker check, JsonObject term)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var expression in check.Each(term, "matchLabelExpressions"))
        {
            var values = expression.Texts("values").ToList();
            if (values.Count == 0)
            {
                check.Required("values");
            }

            for (var i = 0; i < values.Count; i++)
            {
                using var _ = check.In("values", i);
                if (values.IndexOf(values[i]) < i)
                {
                    check.Duplicate("", values[i]);
                }
            }

            check.LabelKey("key", expression.Text("key"));
            if (!keys.Add(expression.Text("key")))
            {
                check.Duplicate("key", expression.Text("key"));
            }
        }
    }
}
