using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Certificates;

/// <summary>CertificateSigningRequests: what they must say, and that they are not changed but by approval and signature.</summary>
internal sealed class SigningRequestRules : KindRules
{
    private const int MinSeconds = 600;

    private static readonly string[] Usages =
    [
        "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment", "decipher only",
        "digital signature", "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement",
        "key encipherment", "microsoft sgc", "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping",
    ];

    public override NameRule NameRule => NameRule.PathSegment;

    public override void PrepareUpdate(JsonObject obj, JsonObject old) => obj.TakeFrom("spec", old);

    public override void PrepareSubresourceUpdate(string subresource, JsonObject obj, JsonObject old) =>
        SigningRequestGuard.Restrict(subresource, obj, old);

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var spec = obj.Map("spec") ?? [];
        ValidateRequest(spec, errors);
        ValidateUsages(spec, errors);
        ValidateSigner(spec.Text("signerName"), errors);
        if (spec.Integer("expirationSeconds") is < MinSeconds and var seconds)
        {
            errors.Add(FieldError.Invalid("spec.expirationSeconds", seconds, "may not specify a duration less than 600 seconds (10 minutes)"));
        }

        ValidateConditions(obj, errors);
        if (IssuedCertificateChecks.Error(obj.Map("status")?.Text("certificate") ?? "") is { } error)
        {
            errors.Add(FieldError.Invalid("status.certificate", "<certificate data>", error));
        }
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors)
    {
        foreach (var type in (string[])["Approved", "Denied", "Failed"])
        {
            if (SigningRequestGuard.Has(old, type) && !SigningRequestGuard.Has(obj, type))
            {
                errors.Add(FieldError.Forbidden("status.conditions", $"updates may not remove a condition of type {GoText.Quote(type)}"));
            }
        }

        var before = old.Map("status")?.Text("certificate") ?? "";
        if (before.Length > 0 && before != (obj.Map("status")?.Text("certificate") ?? ""))
        {
            errors.Add(FieldError.Forbidden("status.certificate", "updates may not modify existing certificate content"));
        }
    }

    private static void ValidateRequest(JsonObject spec, List<FieldError> errors)
    {
        try
        {
            SigningRequest.Read(spec);
        }
        catch (FormatException e)
        {
            errors.Add(FieldError.Invalid("spec.request", spec["request"]?.DeepClone(), e.Message));
        }
    }

    private static void ValidateUsages(JsonObject spec, List<FieldError> errors)
    {
        var usages = spec.Texts("usages").ToList();
        if (usages.Count == 0)
        {
            errors.Add(FieldError.Required("spec.usages"));
        }

        for (var i = 0; i < usages.Count; i++)
        {
            if (!Usages.Contains(usages[i], StringComparer.Ordinal))
            {
                errors.Add(FieldError.NotSupported($"spec.usages[{i}]", usages[i], Usages));
            }

            if (usages.IndexOf(usages[i]) < i)
            {
                errors.Add(FieldError.Duplicate($"spec.usages[{i}]", usages[i]));
            }
        }
    }

    private static void ValidateSigner(string signer, List<FieldError> errors)
    {
        if (signer == CertificateSigners.LegacyUnknown)
        {
            errors.Add(FieldError.Invalid("spec.signerName", signer, "the legacy signerName is not allowed via this API version"));
        }
        else
        {
            SignerNameChecks.Check(signer, errors);
        }
    }

    private static void ValidateConditions(JsonObject obj, List<FieldError> errors)
    {
        var i = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var condition in SigningRequestGuard.ConditionsOf(obj))
        {
            var path = $"status.conditions[{i++}]";
            var (type, status) = (condition.Text("type"), condition.Text("status"));
            if (type.Length == 0)
            {
                errors.Add(FieldError.Required($"{path}.type"));
            }

            if (status.Length == 0)
            {
                errors.Add(FieldError.Required($"{path}.status"));
            }
            else if (type is "Approved" or "Denied" or "Failed" ? status != "True" : status is not ("True" or "False" or "Unknown"))
            {
                errors.Add(FieldError.NotSupported(
                    $"{path}.status", status, type is "Approved" or "Denied" or "Failed" ? ["True"] : ["False", "True", "Unknown"]));
            }

            if (!seen.Add(type))
            {
                errors.Add(FieldError.Duplicate($"{path}.type", type));
            }
        }

        if (seen.Contains("Approved") && seen.Contains("Denied"))
        {
            errors.Add(FieldError.Invalid("status.conditions", "Denied", "Approved and Denied conditions are mutually exclusive"));
        }
    }
}
