using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Scheduling;

/// <summary>PriorityClasses. Their generation is 1 and stays.</summary>
internal sealed class PriorityClassRules : CheckedRules
{
    private const string Reserved = "priority class names with 'system-' prefix are reserved for system use only. error: ";
    private const long HighestOfUsers = 1000000000;

    private static readonly string[] PreemptionPolicies = ["PreemptLowerPriority", "Never"];

    public override bool HasGeneration => true;

    public override bool DesiredStateDiffers(JsonObject obj, JsonObject old) => false;

    public override void Default(JsonObject obj) => obj.Default("preemptionPolicy", "PreemptLowerPriority");

    public override string? WhyUndeletable(string name) => SystemValue(name) is null ? null : "this is a system priority class and cannot be deleted";

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        var name = obj.Map("metadata")!.Text("name");
        if (!name.StartsWith("system-", StringComparison.Ordinal))
        {
            if (obj.Integer("value") is > HighestOfUsers)
            {
                check.Forbidden("value", $"maximum allowed value of a user defined priority is {HighestOfUsers}");
            }
        }
        else if (SystemValue(name) is not { } value)
        {
            check.Forbidden("metadata.name", $"{Reserved}{name} is not a known system priority class");
        }
        else if (obj.Integer("value") != value)
        {
            check.Forbidden("metadata.name", $"{Reserved}value of {name} PriorityClass must be {value}");
        }
        else if (obj.IsTrue("globalDefault"))
        {
            check.Forbidden("metadata.name", $"{Reserved}globalDefault of {name} PriorityClass must be false");
        }

        check.OneOf(obj, "preemptionPolicy", PreemptionPolicies);
    }

    public override void ValidateChange(JsonObject obj, JsonObject old, string subresource, List<FieldError> errors) =>
        CheckUpdate(new FieldChecker(errors), obj, old);

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        if (obj.Integer("value") != old.Integer("value"))
        {
            check.Forbidden("value", "may not be changed in an update.");
        }

        check.Unchanged(obj, old, "preemptionPolicy");
    }

    private static long? SystemValue(string name) => name switch
    {
        "system-cluster-critical" => 2000000000,
        "system-node-critical" => 2000001000,
        _ => null,
    };
}
