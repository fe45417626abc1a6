namespace Slipway.ControllerRuntime.Events;

/// <summary>Tells people of events. Never waits and never fails: an event is a courtesy.</summary>
public interface IEventRecorder
{
    /// <summary>Hands the event over to be written some time soon.</summary>
    void Record(EventNote note);
}
