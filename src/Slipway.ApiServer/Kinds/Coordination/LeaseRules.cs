using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Coordination;

/// <summary>Leases. They are written all the time, so that a good one costs nothing.</summary>
internal sealed class LeaseRules : KindRules
{
    public override bool CreatesOnUpdate => true;

    public override bool AllowsUnconditionalUpdate => false;

    public override void PrepareCreate(JsonObject obj) => DropCandidates(obj);

    public override void PrepareUpdate(JsonObject obj, JsonObject old) => DropCandidates(obj);

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var spec = obj.Map("spec");
        if (spec?.Integer("leaseDurationSeconds") is <= 0 and var duration)
        {
            errors.Add(FieldError.Invalid("spec.leaseDurationSeconds", duration, CommonChecks.PositiveValue));
        }

        if (spec?.Integer("leaseTransitions") is < 0 and var transitions)
        {
            errors.Add(FieldError.Invalid("spec.leaseTransitions", transitions, CommonChecks.NotNegative));
        }
    }

    // Who coordinates a lease among candidates is an alpha feature.
    private static void DropCandidates(JsonObject obj)
    {
        if (obj.Map("spec") is { } spec)
        {
            spec.Remove("strategy");
            spec.Remove("preferredHolder");
        }
    }
}
