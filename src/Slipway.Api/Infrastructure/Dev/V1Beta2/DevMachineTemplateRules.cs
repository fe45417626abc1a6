using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Defaults and validation of DevMachineTemplates.</summary>
internal sealed class DevMachineTemplateRules : IKindRules<DevMachineTemplate>, IKindDefaults<DevMachineTemplate>
{
    public bool Default(DevMachineTemplate obj, DevMachineTemplate? old, DefaultingContext context)
    {
        var template = (obj.Spec ??= new DevMachineTemplateSpec()).Template ??= new DevMachineTemplateResource();
        return DevDefaults.Set(template.Spec ??= new DevMachineSpec(), context);
    }

    public void Validate(DevMachineTemplate obj, DevMachineTemplate? old, ValidationContext context)
    {
        var template = obj.Spec?.Template;
        if (old is not null && !TemplateChecks.IsTrial(obj.Metadata, context.DryRun))
        {
            TemplateChecks.Immutable(
                "DevMachineTemplate", old.Spec?.Template?.Spec, template?.Spec, "Please create a new resource instead.", context);
        }

        DevSpecValidation.Validate("spec.template.spec", template?.Spec, context);
        DevSpecValidation.ValidateRehearsal("spec.template.metadata", template?.Metadata?.Annotations, context);
        MetadataChecks.Check("spec.template.metadata", template?.Metadata, context);
    }
}
