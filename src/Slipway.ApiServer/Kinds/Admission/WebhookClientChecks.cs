using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>What may be the <c>clientConfig</c> of a webhook.</summary>
internal static class WebhookClientChecks
{
    private const string Form = "; desired format: https://host[/path]";

    /// <summary>Fills in the defaults.</summary>
    public static void Default(JsonObject? config) => config?.Map("service")?.Default("port", 443);

    /// <summary>Adds what is wrong.</summary>
    public static void Check(JsonObject config, string path, List<FieldError> errors)
    {
        var service = config.Map("service");
        if (config["url"] is null == service is null)
        {
            errors.Add(FieldError.Required(path, "exactly one of url or service is required"));
        }
        else if (service is not null)
        {
            CheckService(service, $"{path}.service", errors);
        }
        else
        {
            CheckUrl(config.Text("url"), $"{path}.url", errors);
        }
    }

    private static void CheckUrl(string url, string path, List<FieldError> errors)
    {
        // Go takes a text without a scheme for a path.
        if (!Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out var parsed))
        {
            errors.Add(FieldError.Required(path, $"url must be a valid URL: parse {GoText.Quote(url)}: invalid URI for request{Form}"));
            return;
        }

        var scheme = parsed.IsAbsoluteUri && url.Contains(':', StringComparison.Ordinal) ? parsed.Scheme : "";
        if (scheme != "https")
        {
            errors.Add(FieldError.Invalid(path, scheme, $"'https' is the only allowed URL scheme{Form}"));
        }

        if (scheme.Length == 0 || parsed.Host.Length == 0)
        {
            errors.Add(FieldError.Invalid(path, "", $"host must be specified{Form}"));
        }

        if (scheme.Length == 0)
        {
            return;
        }

        AddIfSet(errors, path, parsed.UserInfo, "user information is not permitted in the URL");
        AddIfSet(errors, path, parsed.Fragment.TrimStart('#'), "fragments are not permitted in the URL");
        AddIfSet(errors, path, parsed.Query.TrimStart('?'), "query parameters are not permitted in the URL");
    }

    private static void AddIfSet(List<FieldError> errors, string path, string part, string why)
    {
        if (part.Length > 0)
        {
            errors.Add(FieldError.Invalid(path, part, why));
        }
    }

    private static void CheckService(JsonObject service, string path, List<FieldError> errors)
    {
        // kube-apiserver takes the two for each other when it names what is missing.
        foreach (var (field, named) in (ReadOnlySpan<(string, string)>)[("namespace", "name"), ("name", "namespace")])
        {
            if (service.Text(field).Length == 0)
            {
                errors.Add(FieldError.Required($"{path}.{named}"));
            }
        }

        if (service.Integer("port") is var port and not (>= 1 and <= 65535))
        {
            errors.Add(FieldError.Invalid($"{path}.port", port ?? 0, "port is not valid: must be between 1 and 65535, inclusive"));
        }

        CheckPath(service.Text("path"), $"{path}.path", errors);
    }

    private static void CheckPath(string value, string path, List<FieldError> errors)
    {
        if (value is "" or "/")
        {
            return;
        }

        if (value == "//")
        {
            errors.Add(FieldError.Invalid(path, value, "segment[0] may not be empty"));
            return;
        }

        if (value[0] != '/')
        {
            errors.Add(FieldError.Invalid(path, value, "must start with a '/'"));
        }

        var rest = value.EndsWith('/') ? value[1..^1] : value[1..];
        var i = 0;
        foreach (var segment in rest.Split('/'))
        {
            var index = (i++).ToString(CultureInfo.InvariantCulture);
            errors.AddRange(segment.Length == 0
                ? [FieldError.Invalid(path, value, $"segment[{index}] may not be empty")]
                : NameSyntax.Errors(segment, NameRule.Subdomain).Select(e => FieldError.Invalid(path, value, $"segment[{index}]: {e}")));
        }
    }
}
