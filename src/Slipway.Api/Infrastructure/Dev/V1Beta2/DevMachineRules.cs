using Slipway.Api.Admission;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Validation of DevMachines.</summary>
internal sealed class DevMachineRules : IKindRules<DevMachine>
{
    public void Validate(DevMachine obj, DevMachine? old, ValidationContext context) =>
        DevSpecValidation.Validate("spec", obj.Spec, context);
}
