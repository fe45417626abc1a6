using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.ApiServer.Admission.Policies;
using Slipway.ApiServer.Admission.Webhooks;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Admission;

/// <summary>
/// What admission notes for the audit log, under kube-apiserver's keys. Patches are no part of it: they tell the content of objects.
/// </summary>
internal static class AdmissionNotes
{
    private const int MaxValueLength = 10 * 1024;

    /// <summary>A mutating webhook was asked.</summary>
    public static void AddMutation(this AuditAnnotations notes, Webhook webhook, int round, int index, bool mutated) => notes.Add(
        Key("mutation.webhook.admission.k8s.io", round, index),
        Json(json =>
        {
            json.WriteString("configuration"u8, webhook.Configuration);
            json.WriteString("webhook"u8, webhook.Name);
            json.WriteBoolean("mutated"u8, mutated);
        }));

    /// <summary>A webhook could not be asked, and the request went on without.</summary>
    public static void AddFailedOpen(this AuditAnnotations notes, Webhook webhook, bool mutates, int round, int index) =>
        notes.Add(Key($"failed-open.{(mutates ? "mutation" : "validating")}.webhook.admission.k8s.io", round, index), webhook.Name);

    /// <summary>A rule of a policy is broken whose binding wants that noted.</summary>
    public static void AddFailure(this AuditAnnotations notes, PolicyBinding binding, PolicyDenial denial)
    {
        var failure = Json(json =>
        {
            json.WriteString("message"u8, denial.Message);
            json.WriteString("policy"u8, binding.Policy);
            json.WriteString("binding"u8, binding.Name);
            json.WriteNumber("expressionIndex"u8, denial.Index);
            json.WriteStartArray("validationActions"u8);
            foreach (var action in binding.Actions)
            {
                json.WriteStringValue(action);
            }

            json.WriteEndArray();
        });
        notes.Add("validation.policy.admission.k8s.io/validation_failure", $"[{failure}]");
    }

    /// <summary>What a policy says for the audit log: one value for each key, of several different ones all.</summary>
    public static void AddPolicy(this AuditAnnotations notes, string policy, List<(string Key, string Value)> said)
    {
        foreach (var values in said.Distinct().GroupBy(static note => note.Key, static note => note.Value))
        {
            notes.Add($"{policy}/{values.Key}", string.Join(", ", values));
        }
    }

    /// <summary>A value as it is kept: of a long one the beginning, in whole characters.</summary>
    public static string Cut(string value)
    {
        if (Encoding.UTF8.GetByteCount(value) <= MaxValueLength)
        {
            return value;
        }

        var bytes = new byte[MaxValueLength];
        Encoding.UTF8.GetEncoder().Convert(value, bytes, flush: false, out var characters, out _, out _);
        return value[..characters];
    }

    private static string Key(string prefix, int round, int index) => string.Create(CultureInfo.InvariantCulture, $"{prefix}/round_{round}_index_{index}");

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, KubeJson.WriterOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
