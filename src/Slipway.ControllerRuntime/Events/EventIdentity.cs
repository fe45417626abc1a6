namespace Slipway.ControllerRuntime.Events;

/// <summary>What makes two events the same one that happened again.</summary>
internal readonly record struct EventIdentity(string Source, string Uid, string EventType, string Reason, string Message)
{
    public static EventIdentity Of(EventNote note) =>
        new(note.Source, note.Regarding.Metadata.Uid, note.EventType, note.Reason, note.Message);
}
