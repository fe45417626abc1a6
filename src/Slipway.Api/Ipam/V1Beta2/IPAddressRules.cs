using System.Text.Json;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>Validation of IPAddresses.</summary>
internal sealed class IPAddressRules : IKindRules<IPAddress>, IReferringRules<IPAddress>
{
    private const string NoAddress = "not a valid IP address";

    public ObjectReference? ReferenceOf(IPAddress obj) => obj.Spec?.ClaimRef?.Name is { Length: > 0 } claim
        ? new ObjectReference(IpamTypes.IPAddressClaim, new ObjectKey(obj.Metadata.NamespaceProperty, claim))
        : null;

    public void Validate(IPAddress obj, IPAddress? old, ValidationContext context)
    {
        if (old is not null)
        {
            TemplateChecks.ImmutableSpec("IPAddress", old.Spec, obj.Spec, context);
            return;
        }

        var errors = new List<FieldError>();
        ValidateAddress(obj.Spec ?? new IPAddressSpec(), errors);
        ValidatePool(obj.Spec, context, errors);
        if (errors.Count > 0)
        {
            // These are told as one text, without causes.
            var text = string.Join(", ", errors);
            context.Deny(Denials.Forbidden(errors.Count == 1 ? text : $"[{text}]"));
        }
    }

    private static void ValidateAddress(IPAddressSpec spec, List<FieldError> errors)
    {
        var bits = AddressText.Bits(spec.Address ?? "");
        if (bits is null)
        {
            errors.Add(FieldError.Invalid("spec.address", spec.Address ?? "", NoAddress));
        }

        if (spec.Prefix > bits)
        {
            errors.Add(FieldError.Invalid("spec.prefix", spec.Prefix, $"prefix is too large for an IPv{(bits == 32 ? 4 : 6)} address"));
        }

        if (spec.Gateway is { Length: > 0 } gateway && AddressText.Bits(gateway) is null)
        {
            errors.Add(FieldError.Invalid("spec.gateway", gateway, NoAddress));
        }
    }

    private static void ValidatePool(IPAddressSpec? spec, ValidationContext context, List<FieldError> errors)
    {
        var (pool, claimed) = (spec?.PoolRef, context.Referenced?.Deserialize(IpamTypes.IPAddressClaim.Json)?.Spec?.PoolRef);
        if (claimed is not null
            && (pool?.ApiGroup, pool?.Kind, pool?.Name) != (claimed.ApiGroup, claimed.Kind, claimed.Name))
        {
            errors.Add(FieldError.InvalidShown(
                "spec.poolRef",
                Shown(pool),
                "the referenced pool is different from the pool referenced by the claim this address should fulfill"));
        }
    }

    // In the order of Kubernetes' own class.
    private static string Shown(ContractVersionedObjectReference? pool)
    {
        var (name, kind, group) = (GoText.Quote(pool?.Name ?? ""), GoText.Quote(pool?.Kind ?? ""), GoText.Quote(pool?.ApiGroup ?? ""));
        return $$"""{"name":{{name}},"kind":{{kind}},"apiGroup":{{group}}}""";
    }
}
