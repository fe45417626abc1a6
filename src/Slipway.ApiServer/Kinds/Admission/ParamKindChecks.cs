using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>What may be the kind of a policy's parameters.</summary>
internal static class ParamKindChecks
{
    /// <summary>Adds what is wrong.</summary>
    public static void Check(JsonObject paramKind, string path, List<FieldError> errors)
    {
        CheckApiVersion(paramKind.Text("apiVersion"), $"{path}.apiVersion", errors);
        var kind = paramKind.Text("kind");
        if (kind.Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.kind"));
        }
        else if (Errors(kind.ToLowerInvariant(), NameRule.Label1035) is { Length: > 0 } wrong)
        {
            errors.Add(FieldError.Invalid($"{path}.kind", kind, $"may have mixed case, but should otherwise match: {wrong}"));
        }
    }

    private static void CheckApiVersion(string apiVersion, string path, List<FieldError> errors)
    {
        var parts = apiVersion.Split('/');
        var (group, version) = parts.Length == 1 ? ("", parts[0]) : (parts[0], parts[1]);
        if (apiVersion.Length == 0)
        {
            errors.Add(FieldError.Required(path));
            return;
        }

        if (parts.Length > 2)
        {
            errors.Add(FieldError.Invalid(path, apiVersion, $"unexpected GroupVersion string: {apiVersion}"));
            return;
        }

        if (group.Length > 0 && Errors(group, NameRule.Subdomain) is { Length: > 0 } wrongGroup)
        {
            errors.Add(FieldError.Invalid(path, group, wrongGroup));
        }

        if (version.Length == 0)
        {
            errors.Add(FieldError.Invalid(path, apiVersion, "version must be specified"));
        }
        else if (Errors(version, NameRule.Label1035) is { Length: > 0 } wrongVersion)
        {
            errors.Add(FieldError.Invalid(path, version, wrongVersion));
        }
    }

    private static string Errors(string name, NameRule rule) => string.Join(',', NameSyntax.Errors(name, rule));
}
