using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Validation of DevMachineTemplates.</summary>
internal sealed class DevMachineTemplateRules : IKindRules<DevMachineTemplate>
{
    public void Validate(DevMachineTemplate obj, DevMachineTemplate? old, ValidationContext context)
    {
        var template = obj.Spec?.Template;
        MetadataChecks.Check("spec.template.metadata", template?.Metadata, context);
        DevSpecValidation.Validate("spec.template.spec", template?.Spec, context);
        if (old is not null)
        {
            TemplateChecks.Immutable(obj.Metadata, old.Spec?.Template?.Spec, template?.Spec, context);
        }
    }
}
