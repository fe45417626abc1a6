using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>Validation of IPAddressClaims.</summary>
internal sealed class IPAddressClaimRules : IKindRules<IPAddressClaim>
{
    public void Validate(IPAddressClaim obj, IPAddressClaim? old, ValidationContext context)
    {
        if (old is not null)
        {
            TemplateChecks.ImmutableSpec("IPAddressClaim", old.Spec, obj.Spec, context);
        }
    }
}
