using Slipway.ApiServer.Kinds;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Certificates;

/// <summary>What a signer may be called: a domain, a slash, and a path of the form of a domain.</summary>
internal static class SignerNameChecks
{
    private const string Path = "spec.signerName";
    private const int MaxDomain = 253;

    // The domain, a slash, and a path that has room for a label and a domain.
    private const int MaxName = MaxDomain + 1 + 63 + 1 + MaxDomain;

    public static void Check(string signer, List<FieldError> errors)
    {
        if (signer.Length == 0)
        {
            errors.Add(FieldError.Required(Path));
            return;
        }

        if (signer.Split('/') is not [var domain, var path])
        {
            errors.Add(FieldError.Invalid(Path, signer, "must be a fully qualified domain and path of the form 'example.com/signer-name'"));
            return;
        }

        if (domain.Length > MaxDomain)
        {
            errors.Add(FieldError.TooLong(Path, MaxDomain));
        }

        CheckParts(domain, NameRule.Label, errors);
        if (!domain.Contains('.', StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid(Path, domain, "should be a domain with at least two segments separated by dots"));
        }

        CheckParts(path, NameRule.Subdomain, errors);
        if (signer.Length > MaxName)
        {
            errors.Add(FieldError.TooLong(Path, MaxName));
        }
    }

    // The first part that is wrong speaks for all.
    private static void CheckParts(string whole, NameRule rule, List<FieldError> errors)
    {
        foreach (var part in whole.Split('.'))
        {
            var before = errors.Count;
            errors.AddRange(NameSyntax.Errors(part, rule)
                .Select(error => FieldError.Invalid(Path, whole, $"validating label {GoText.Quote(part)}: {error}")));
            if (errors.Count > before)
            {
                return;
            }
        }
    }
}
