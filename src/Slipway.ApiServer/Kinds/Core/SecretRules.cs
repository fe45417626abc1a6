using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
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

        if (obj.Text("type") == "kubernetes.io/service-account-token"
            && (obj.Map("metadata")?.Map("annotations")?.Text("kubernetes.io/service-account.name") ?? "").Length == 0)
        {
            errors.Add(FieldError.Required("metadata.annotations[kubernetes.io/service-account.name]"));
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
