using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Defaults and validation of DevClusterTemplates.</summary>
internal sealed class DevClusterTemplateRules : IKindRules<DevClusterTemplate>, IKindDefaults<DevClusterTemplate>
{
    public bool Default(DevClusterTemplate obj, DevClusterTemplate? old, DefaultingContext context)
    {
        var template = (obj.Spec ??= new DevClusterTemplateSpec()).Template ??= new DevClusterTemplateResource();
        return DevDefaults.Set(template.Spec ??= new DevClusterSpec());
    }

    public void Validate(DevClusterTemplate obj, DevClusterTemplate? old, ValidationContext context)
    {
        var template = obj.Spec?.Template;
        if (old is not null)
        {
            if (old.Spec?.Template?.Spec is { } stored)
            {
                DevDefaults.Set(stored);
            }

            TemplateChecks.Immutable(
                "DevClusterTemplate", old.Spec?.Template?.Spec, template?.Spec, "Please create a new resource instead.", context);
            return;
        }

        if (!context.Gates.ClusterTopology)
        {
            context.Deny(Denials.Forbidden("spec: Forbidden: can be set only if the ClusterTopology feature flag is enabled"));
            return;
        }

        DevSpecValidation.Validate("spec", template?.Spec, context);
        MetadataChecks.Check("spec.template.metadata", template?.Metadata, context);
    }
}
