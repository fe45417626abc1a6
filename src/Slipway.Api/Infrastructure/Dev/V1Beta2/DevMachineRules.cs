using Slipway.Api.Admission;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Defaults and validation of DevMachines.</summary>
internal sealed class DevMachineRules : IKindRules<DevMachine>, IKindDefaults<DevMachine>
{
    public bool Default(DevMachine obj, DevMachine? old, DefaultingContext context) =>
        DevDefaults.Set(obj.Spec ??= new DevMachineSpec(), context);

    public void Validate(DevMachine obj, DevMachine? old, ValidationContext context)
    {
        DevSpecValidation.Validate("spec", obj.Spec, context);
        DevSpecValidation.ValidateRehearsal("metadata", obj.Metadata.Annotations, context);
        if (old?.Spec?.Backend?.Docker is { } before
            && obj.Spec?.Backend?.Docker is { } after
            && (before.CustomImage ?? "") != (after.CustomImage ?? ""))
        {
            context.Forbidden("spec.backend.docker.customImage", "cannot be modified");
        }
    }
}
