using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>Defaults and validation of ClusterResourceSets.</summary>
internal sealed class ClusterResourceSetRules : IKindRules<ClusterResourceSet>, IKindDefaults<ClusterResourceSet>
{
    private const string Immutable = "field is immutable";

    public bool Default(ClusterResourceSet obj, ClusterResourceSet? old, DefaultingContext context)
    {
        if (obj.Spec is not { } spec || !string.IsNullOrEmpty(spec.Strategy))
        {
            return false;
        }

        spec.Strategy = ClusterResourceSetStrategy.ApplyOnce;
        return true;
    }

    public void Validate(ClusterResourceSet obj, ClusterResourceSet? old, ValidationContext context)
    {
        const string Path = "spec.clusterSelector";
        var spec = obj.Spec;
        if (SelectorChecks.Read(Path, spec?.ClusterSelector, context) is { IsEmpty: true })
        {
            SelectorChecks.Refuse(Path, spec?.ClusterSelector, "selector must not be empty", context);
        }

        if (old?.Spec?.Strategy is { Length: > 0 } strategy && strategy != spec?.Strategy)
        {
            context.Invalid("spec.strategy", spec?.Strategy ?? "", Immutable);
        }

        if (old is not null
            && !JsonNode.DeepEquals(SelectorChecks.ToJson(old.Spec?.ClusterSelector), SelectorChecks.ToJson(spec?.ClusterSelector)))
        {
            SelectorChecks.Refuse(Path, spec?.ClusterSelector, Immutable, context);
        }
    }
}
