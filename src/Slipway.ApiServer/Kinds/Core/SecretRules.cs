using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Secrets: the default type, <c>stringData</c>, base64, what each type must hold, immutability.</summary>
internal sealed class SecretRules : KindRules
{
    private const int MaxBytes = 1024 * 1024;

    public override void Default(JsonObject obj)
    {
        if (obj.Text("type").Length == 0)
        {
            obj["type"] = "Opaque";
        }

        if (obj.Map("stringData") is { } plain)
        {
            var data = plain.Count > 0 ? obj.Ensure("data") : null;
            foreach (var (key, value) in plain)
            {
                data![key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value?.GetValue<string>() ?? ""));
            }
        }

        obj.Remove("stringData");
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        if (ConfigMapRules.ValidateKeys(obj, "data", errors) > MaxBytes * 4L / 3)
        {
            errors.Add(FieldError.TooLong("data", MaxBytes));
        }

        foreach (var key in RequiredKeys(obj.Text("type")))
        {
            if (obj.Map("data")?.ContainsKey(key) != true)
            {
                errors.Add(FieldError.Required($"data[{key}]"));
            }
        }

        CheckContents(obj, errors);
        if (obj.Text("type") == "kubernetes.io/service-account-token"
            && (obj.Map("metadata")?.Map("annotations")?.Text("kubernetes.io/service-account.name") ?? "").Length == 0)
        {
            errors.Add(FieldError.Required("metadata.annotations[kubernetes.io/service-account.name]"));
        }
    }

    private static void CheckContents(JsonObject obj, List<FieldError> errors)
    {
        var data = obj.Map("data");
        switch (obj.Text("type"))
        {
            case "kubernetes.io/basic-auth" when data?.ContainsKey("username") != true && data?.ContainsKey("password") != true:
                errors.Add(FieldError.Required("data[username]"));
                errors.Add(FieldError.Required("data[password]"));
                break;
            case "kubernetes.io/dockerconfigjson":
                CheckJson(data, ".dockerconfigjson", errors);
                break;
            case "kubernetes.io/dockercfg":
                CheckJson(data, ".dockercfg", errors);
                break;
            default:
                break;
        }
    }

    private static void CheckJson(JsonObject? data, string key, List<FieldError> errors)
    {
        if (data?.ContainsKey(key) != true)
        {
            return;
        }

        var text = new byte[data.Text(key).Length];
        if (Convert.TryFromBase64String(data.Text(key), text, out var length) && GoJson.Error(text.AsSpan(0, length)) is { } error)
        {
            errors.Add(FieldError.Invalid($"data[{key}]", "<secret contents redacted>", error));
        }
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors)
    {
        RequireUnchanged(obj, old, "type", errors);
        ConfigMapRules.ValidateImmutable(obj, old, ["data"], errors);
    }

    private static string[] RequiredKeys(string type) => type switch
    {
        "kubernetes.io/tls" => ["tls.crt", "tls.key"],
        "kubernetes.io/dockercfg" => [".dockercfg"],
        "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
        "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
        _ => [],
    };
}
